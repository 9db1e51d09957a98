/* The ticket page: asks all its dynamic blocks at once, and keeps up how old they are. */

import { ask } from "./asking.js";
import * as column from "./column.js";
import { Panel } from "./panel.js";

const panels = [...document.querySelectorAll(".dynamic-block")].map((section) => new Panel(section, () => {}));

column.begin(() => {});
const answers = panels.length ? ask(panels.map((panel) => panel.block)) : [];
answers.forEach((answer, place) => panels[place].load(answer));
setInterval(() => { for (const panel of panels) panel.tell(); }, 1000);
