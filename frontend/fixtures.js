// Copies the examples of govuk-frontend that the tests of the form pack compare with.
import { readFileSync, writeFileSync } from "node:fs";

const wanted = {
  input: ["default", "with hint text", "with error message", "with error and hint", "with width-10 class"],
  textarea: ["default", "with hint", "with error message", "with hint and error message"],
  select: ["hint", "error", "with hint text and error message"],
  radios: ["default", "with hint", "with fieldset and error message"],
  checkboxes: ["default", "with hint", "with error message and hint"],
  "date-input": ["default", "with values", "with error message and hint"],
  "file-upload": ["default", "with hint text", "with error message and hint"],
  "error-summary": ["default", "without links", "mixed with and without links"],
  button: ["default", "secondary", "prevent double click"],
  fieldset: ["styled as medium text", "html fieldset content"],
};
const origin = "govuk-frontend 6.6.0, Copyright (c) Crown Copyright (Government Digital Service), MIT licence";

for (const [component, names] of Object.entries(wanted)) {
  const folder = new URL(`node_modules/govuk-frontend/dist/govuk/components/${component}/`, import.meta.url);
  const { fixtures } = JSON.parse(readFileSync(new URL("fixtures.json", folder)));
  const kept = fixtures.filter(({ name }) => names.includes(name)).map(({ name, options, html }) => ({ name, options, html }));
  if (kept.length !== names.length) throw new Error(`Some examples of ${component} are gone`);
  const target = new URL(`../tests/portal/govuk_fixtures/${component}.json`, import.meta.url);
  writeFileSync(target, JSON.stringify({ origin, component, fixtures: kept }, null, 2) + "\n");
}
