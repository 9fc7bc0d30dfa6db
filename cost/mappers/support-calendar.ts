/**
 * The month whose calendars say here which versions of engines are past their standard support. Lines that rest on it say so:
 * a version gets older without any change of a program.
 */
export const calendarMonth = "2026-11";
