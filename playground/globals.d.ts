/** The roles that may select each root field. vite.config.mjs puts it in, from the SDL. */
declare const PERMISSIONS: import('./gateway/permissions.js').Permissions;
