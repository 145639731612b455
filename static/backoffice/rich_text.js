// Turns each text area of rich text into an editor with a toolbar. Without this script the text
// area stays, and its marks can be typed. The server cleans whatever is sent.
//
// Made by hand from the parts of django-prose-editor: its own toolbar has no names and no keys,
// its lists and tables keep the Tab key, and it injects a style that the policy refuses.
const TEXT_AREAS = "textarea.rich-text[data-editor]";
const LINK_HINT = "Begin with https://, mailto: or tel:, or with / for a page of this portal.";

let library;

/** The parts a text is made of; allowed.py names the same ones for the server. */
function extensions(editor) {
  const { Document, Paragraph, Text, Bold, HardBreak, Heading, BulletList, OrderedList, ListItem } = editor;
  const { Link, Table, TableRow, TableHeader, TableCell, History, Gapcursor } = editor;
  return [
    Document,
    Paragraph,
    Text,
    Bold,
    HardBreak,
    Heading.configure({ levels: [2, 3] }),
    BulletList,
    OrderedList,
    // Tab leaves the editor; it neither indents nor walks through the cells.
    ListItem.extend({
      addKeyboardShortcuts() {
        return { Enter: () => this.editor.commands.splitListItem(this.name) };
      },
    }),
    Link.configure({
      enableTarget: false,
      openOnClick: false,
      autolink: false,
      linkOnPaste: false,
      protocols: ["mailto", "tel"],
      defaultProtocol: "https",
      // What the server refuses stays here to be put right; what could run never gets in.
      isAllowedUri: (address) => !/^\s*(javascript|vbscript|data):/i.test(address || ""),
    }),
    Table.extend({ addKeyboardShortcuts: () => ({}), addNodeView: null }).configure({ resizable: false }),
    TableRow,
    TableHeader,
    TableCell,
    History,
    Gapcursor,
  ];
}

async function askForLink(editor) {
  const { href } = editor.getAttributes("link");
  const fields = { href: { title: "Address of the link", description: LINK_HINT, required: true } };
  const words = { title: "Link", submitText: "Set the link" };
  const answer = await library.updateAttrsDialog(fields, words)(editor, { href: href || "" });
  if (answer) {
    editor.chain().focus().extendMarkRange("link").setLink({ href: answer.href.trim() }).run();
  }
}

const inTable = (editor) => editor.isActive("table");
const always = () => true;

// Per button: its words, what it does, whether it is on, and when it is of use.
const BUTTONS = [
  ["Heading", (c) => c.toggleHeading({ level: 2 }), (e) => e.isActive("heading", { level: 2 })],
  ["Smaller heading", (c) => c.toggleHeading({ level: 3 }), (e) => e.isActive("heading", { level: 3 })],
  ["Bold", (c) => c.toggleBold(), (e) => e.isActive("bold")],
  ["List", (c) => c.toggleBulletList(), (e) => e.isActive("bulletList")],
  ["Numbered list", (c) => c.toggleOrderedList(), (e) => e.isActive("orderedList")],
  ["Link", null, (e) => e.isActive("link")],
  ["Remove link", (c) => c.extendMarkRange("link").unsetLink(), null, (e) => e.isActive("link")],
  ["Table", (c) => c.insertTable({ rows: 3, cols: 2, withHeaderRow: true }), null, (e) => !inTable(e)],
  ["Add row", (c) => c.addRowAfter(), null, inTable],
  ["Remove row", (c) => c.deleteRow(), null, inTable],
  ["Add column", (c) => c.addColumnAfter(), null, inTable],
  ["Remove column", (c) => c.deleteColumn(), null, inTable],
  ["Heading cell", (c) => c.toggleHeaderCell(), (e) => e.isActive("tableHeader"), inTable],
  ["Remove table", (c) => c.deleteTable(), null, inTable],
  ["Undo", (c) => c.undo(), null, (e) => e.can().undo()],
  ["Redo", (c) => c.redo(), null, (e) => e.can().redo()],
];

function makeButton(editor, [words, command, isOn, isOfUse = always]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.tabIndex = -1;
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    if (command) {
      // At once: what is typed next belongs to the text, not to the button.
      editor.view.focus();
      command(editor.chain()).run();
    } else {
      askForLink(editor);
    }
  });
  const show = () => {
    const isForTables = isOfUse === inTable || words === "Remove link";
    button.hidden = isForTables && !isOfUse(editor);
    button.setAttribute("aria-disabled", String(!isOfUse(editor)));
    if (isOn) {
      button.setAttribute("aria-pressed", String(isOn(editor)));
    }
  };
  editor.on("transaction", show);
  show();
  return button;
}

/** One stop for Tab; arrow keys, Home and End go from button to button. */
function walkWithArrows(toolbar) {
  const shown = () => [...toolbar.querySelectorAll("button:not([hidden])")];
  const stopAt = (button) => {
    toolbar.querySelectorAll("button").forEach((one) => (one.tabIndex = one === button ? 0 : -1));
  };
  toolbar.addEventListener("keydown", (event) => {
    const buttons = shown();
    const here = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      buttons.at(next % buttons.length).focus();
    }
  });
  toolbar.addEventListener("focusin", (event) => stopAt(event.target));
  stopAt(shown()[0]);
}

function makeToolbar(editor, name) {
  const toolbar = document.createElement("div");
  toolbar.className = "rich-text-toolbar";
  toolbar.setAttribute("role", "toolbar");
  toolbar.setAttribute("aria-label", `Form of the text: ${name}`);
  toolbar.append(...BUTTONS.map((button) => makeButton(editor, button)));
  walkWithArrows(toolbar);
  return toolbar;
}

/** Gives the editor the name and the hint of its text area, whose label now leads to it. */
function nameEditor(textArea, label) {
  const attributes = { role: "textbox", "aria-multiline": "true", id: `${textArea.id}_editor` };
  if (label) {
    label.id = label.id || `${textArea.id}_label`;
    attributes["aria-labelledby"] = label.id;
  }
  const described = textArea.getAttribute("aria-describedby");
  if (described) {
    attributes["aria-describedby"] = described;
  }
  if (textArea.getAttribute("aria-invalid") === "true") {
    attributes["aria-invalid"] = "true";
  }
  return attributes;
}

async function start(textArea) {
  if (textArea.id.includes("__prefix__") || textArea.dataset.isEdited) {
    return;
  }
  textArea.dataset.isEdited = "true";
  library = library || (await import(textArea.dataset.editor));
  const label = document.querySelector(`label[for="${textArea.id}"]`);
  const box = document.createElement("div");
  box.className = "rich-text-editor";
  textArea.before(box);
  const typed = textArea.value;
  const editor = new library.Editor({
    element: box,
    injectCSS: false,
    extensions: extensions(library),
    // Plain text that was typed without this script, or refused by the server, keeps its lines.
    content: /<\/[a-z]|<br/i.test(typed) || !typed.trim() ? typed : asParagraphs(typed),
    editorProps: { attributes: nameEditor(textArea, label) },
    onUpdate: ({ editor: changed }) => {
      textArea.value = changed.isEmpty ? "" : changed.getHTML();
      textArea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  box.before(makeToolbar(editor, label ? label.textContent.trim().replace(/:$/, "") : "text"));
  textArea.hidden = true;
  if (label) {
    label.addEventListener("click", () => editor.commands.focus());
  }
}

function asParagraphs(typed) {
  return typed.split(/\n\s*\n/).filter((part) => part.trim()).map((part) => ({
    type: "paragraph",
    content: part.trim().split("\n").flatMap((line, number) => [
      ...(number ? [{ type: "hardBreak" }] : []),
      ...(line.trim() ? [{ type: "text", text: line.trim() }] : []),
    ]),
  }));
}

function startAll(root) {
  // A text that cannot be edited with the library stays in its text area.
  root.querySelectorAll(TEXT_AREAS).forEach((textArea) => start(textArea).catch(console.error));
}

startAll(document);
document.addEventListener("formset:added", (event) => startAll(event.target));
