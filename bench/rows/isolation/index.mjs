export const ISOLATION = {};
