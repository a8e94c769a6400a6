/** Marks the file as UTF-8 for spreadsheets, which otherwise take it for the code page of the machine. */
export const BYTE_ORDER_MARK = '\ufeff';
