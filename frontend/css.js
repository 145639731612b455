// Compiles the style sheet and leaves out what no page of ours uses.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transform } from "lightningcss";
import { compile } from "sass";

// Variants of govuk-frontend's components that the portal does not have.
const unusedSymbols = [
  "govuk-radios--small", "govuk-radios__conditional", "govuk-radios__conditional--hidden", "govuk-radios__divider",
  "govuk-checkboxes--small", "govuk-checkboxes__conditional", "govuk-checkboxes__conditional--hidden",
  "govuk-checkboxes__divider", "govuk-button--inverse", "govuk-button--start", "govuk-button__start-icon",
  "govuk-service-navigation--inverse", "govuk-service-navigation__service-name",
  "govuk-service-navigation__inlining-container", "govuk-panel--interruption", "govuk-panel__actions",
  "govuk-breadcrumbs--collapse-on-mobile", "govuk-breadcrumbs--inverse", "govuk-table--small-text-until-tablet",
  "govuk-summary-card", "govuk-summary-card__title-wrapper", "govuk-summary-card__title", "govuk-summary-card__actions",
  "govuk-summary-card__action", "govuk-summary-card__content", "govuk-input__prefix", "govuk-input__suffix",
  "govuk-input__wrapper", "govuk-input--extra-letter-spacing", "govuk-link-image", "govuk-link--inverse",
  "govuk-link--muted", "govuk-link--text-colour", "govuk-link--no-underline", "govuk-link--no-visited-state",
  "govuk-clearfix", "govuk-main-wrapper--l", "govuk-main-wrapper--auto-spacing",
  "govuk-visually-hidden-focusable", "govuk-tag--turquoise", "govuk-tag--teal", "govuk-tag--purple",
  "govuk-tag--pink", "govuk-tag--orange", "govuk-tag--magenta", "govuk-summary-list__row--no-border",
  "govuk-summary-list--no-border", "govuk-summary-list__actions", "govuk-summary-list__actions-list",
  "govuk-summary-list__actions-list-item", "govuk-summary-list__row--no-actions",
  "govuk-grid-column-two-thirds-from-desktop", "govuk-grid-column-three-quarters-from-desktop",
  "govuk-grid-column-one-third-from-desktop", "govuk-grid-column-one-quarter-from-desktop",
  "govuk-grid-column-one-half-from-desktop", "govuk-grid-column-full-from-desktop", "govuk-label-wrapper",
  "govuk-pagination__link-title--decorated", "govuk-table__caption--xl", "govuk-table__caption--l",
];

// Browsers without light and dark schemes are served by the plain rules; these can do without prefixes.
const targets = { chrome: 90 << 16, firefox: 90 << 16, safari: 14 << 16 };

const source = fileURLToPath(new URL("sass/portal.scss", import.meta.url));
const loadPaths = [fileURLToPath(new URL("node_modules", import.meta.url))];
const { css } = compile(source, { loadPaths, charset: false });
// Left out: rules for Internet Explorer, hidden from others by a character that is no valid CSS.
const modern = css.replace(/@media[^{]*\uFFFD[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
// Every custom property is set in sass/_tokens.scss, so the second choice inside var() is never used.
const withoutFallbacks = modern.replace(/var\((--govuk-[a-z-]+), #[0-9a-f]{3,6}\)/g, "var($1)");
const { code } = transform({
  filename: "portal.css", code: Buffer.from(withoutFallbacks), minify: true, targets, unusedSymbols,
});
writeFileSync(new URL("../static/css/portal.css", import.meta.url), code);
