// Lets the browser ask before a page goes with what was typed in a form on it. That is for forms in
// another page, in a frame or inline: when it is loaded anew nothing brings back what they held.

// Asks from the first change in an element, or a window, on, and no more once the signal comes. Where
// a form in it is posted, or a link in it is followed, the person means to leave: what takes those
// over must listen before, or further inside.
export function askBeforeLeaving(around, signal) {
  const ask = (event) => event.preventDefault();
  around.addEventListener("input", () => addEventListener("beforeunload", ask, { signal }), { signal });
  const leave = (event) => {
    if (!event.defaultPrevented && (event.type === "submit" || event.target.closest("a[href]"))) removeEventListener("beforeunload", ask);
  };
  for (const type of ["submit", "click"]) around.addEventListener(type, leave, { signal });
}
