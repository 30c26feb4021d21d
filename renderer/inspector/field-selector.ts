/** What in a form is typed into or chosen from. */
export const fieldSelector = 'input, textarea, select, [contenteditable="true"]';
