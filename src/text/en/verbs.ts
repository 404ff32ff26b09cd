/** What the player can do: the name on controls, and one line that says what it really is. */
export const verb = {} as const;
