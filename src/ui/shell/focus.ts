/** Whether the player has moved between screens: the first screen must not take the focus from the page around it. */
export const arrival = { navigated: false };
