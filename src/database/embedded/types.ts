/** Where the supervisor says what it does; a pino logger's shape will do. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** The files of one embedded database. */
export interface Place {
  /** What the user asked for; holds everything below. An absolute path without links. */
  readonly directory: string;
  /** PostgreSQL's data directory. */
  readonly cluster: string;
  /** The owner's password, mode 0600. */
  readonly passwordFile: string;
  /** The port of the last start, so that URLs stay the same. */
  readonly portFile: string;
  /** What PostgreSQL has to say. */
  readonly logFile: string;
}

/** The operating system's user as whom PostgreSQL runs, when that is not ourselves. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}
