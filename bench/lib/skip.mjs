/** Thrown by a row that cannot be measured in this run. The tables say why. */
export class Skip extends Error {}
