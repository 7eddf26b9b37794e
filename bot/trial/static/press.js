/** Whether something on the page is being pressed: a tap counts only where it is lifted from what it began on. */

let over = Promise.resolve();

document.addEventListener("pointerdown", ({ button }) => {
  if (button) return; // a menu may open, and its end be told to nobody
  over = new Promise((done) => {
    const lift = () => setTimeout(done); // the click comes first
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, lift, { capture: true, once: true });
  });
}, { capture: true });

/** Settles once nothing is pressed. */
export const lifted = () => over;
