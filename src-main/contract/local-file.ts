/** Status with which the program answers where a file is another than the one that was sent. @see RFC 9110, section 15.5.10 */
export const changedStatus = 409;
