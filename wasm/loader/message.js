// What the form's page in a frame and the element around it say to each other.
// Each message is {hyte: 1, type, …} and counts only if it comes from the
// right window and the right origin.
//
// The page says
//   here                to anyone: that it listens; it tells nothing else
//   height {height}     of its content, in CSS pixels
//   paper {more}        how much higher it is when printed
//   title {title}       of the page, for the frame's name
//   focus {top, bottom, above, below}
//                       where the focus is now, in the page, and how much next to
//                       it is better seen as well
//   touched             somebody has begun to answer; not what
//   ready, submitted {receipt}, error {message}
// The element says
//   hello {theme}       at the beginning, which also tells its origin
//   theme {theme}       again when it changes

const VERSION = 1;

export const pack = (type, content) => ({ ...content, hyte: VERSION, type });

// Returns the message of an event, or null if it is none of ours.
export function unpack({ data }) {
  return data && data.hyte === VERSION && typeof data.type === "string" ? data : null;
}
