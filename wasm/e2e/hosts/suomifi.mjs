// A page made with the components of Suomi.fi, as a server renders it.

import { createElement as e, Fragment } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { ServerStyleSheet } from "styled-components";
import suomifi from "suomifi-ui-components";

const { Block, Breadcrumb, BreadcrumbLink, Button, Checkbox, Dropdown, DropdownItem, Expander, ExpanderContent, ExpanderTitleButton, Heading, InlineAlert, Link, Paragraph,
  RadioButton, RadioButtonGroup, SearchInput, ServiceNavigation, ServiceNavigationItem, Table, Text, Textarea, TextInput } = suomifi;

const page = e(Fragment, null,
  e(Block, { variant: "header", padding: "m" },
    e(Breadcrumb, { "aria-label": "Murupolku" }, e(BreadcrumbLink, { href: "#" }, "Etusivu"), e(BreadcrumbLink, { current: true, href: "#" }, "Hyvinvointi")),
    e(SearchInput, { labelText: "Haku", clearButtonLabel: "Tyhjennä", searchButtonLabel: "Hae", visualPlaceholder: "Haku" }),
    e(ServiceNavigation, { "aria-label": "Päävalikko", smallScreenExpandButtonText: "Valikko", initiallyExpanded: true },
      e(ServiceNavigationItem, { selected: true }, e(Link, { href: "#" }, "Hyvinvointi")), e(ServiceNavigationItem, null, e(Link, { href: "#" }, "Palvelut")))),
  e(Block, { variant: "main", padding: "m" },
    e(Heading, { variant: "h1" }, "Hyvinvointityö"),
    e(Paragraph, null, e(Text, { variant: "lead" }, "Kunnat nimeävät edustajansa alueen verkostoon. "), e(Link, { href: "#" }, "Lue lisää")),
    e(InlineAlert, { status: "warning", labelText: "Määräaika lähestyy" }, "Ehdotus on lähetettävä ajoissa."),
    e(Heading, { variant: "h2" }, "Kokoukset"),
    e(Table, { caption: "Kevään kokoukset", id: "meetings", columns: [{ key: "day", labelText: "Päivä" }, { key: "topic", labelText: "Aihe" }],
      data: [{ id: "1", day: "1.2.", topic: "Työnjako" }, { id: "2", day: "1.3.", topic: "Suunnitelma" }] }),
    e(Heading, { variant: "h2" }, "Nimeäminen"),
    e(Block, { padding: "xs", id: "form" }),
    e(Heading, { variant: "h2" }, "Palaute"),
    e("form", null,
      e(TextInput, { id: "name", labelText: "Nimi", status: "error", statusText: "Nimi puuttuu." }),
      e(Dropdown, { id: "topic", labelText: "Aihe", defaultValue: "services" }, e(DropdownItem, { value: "services" }, "Palvelut"), e(DropdownItem, { value: "pages" }, "Sivut")),
      e(Textarea, { id: "text", labelText: "Viesti" }),
      e(Checkbox, { id: "reply", defaultChecked: true }, "Toivon vastausta"),
      e(RadioButtonGroup, { id: "by", labelText: "Miten?", name: "by", defaultValue: "mail" }, e(RadioButton, { id: "mail", value: "mail" }, "Sähköpostilla"), e(RadioButton, { id: "phone", value: "phone" }, "Puhelimella")),
      e("select", { "aria-label": "Kieli" }, e("option", null, "suomi"), e("option", null, "svenska")),
      e(Button, null, "Lähetä"), e(Button, { variant: "secondary" }, "Peruuta")),
    e(Expander, { id: "more" }, e(ExpanderTitleButton, null, "Lisätietoja"), e(ExpanderContent, null, e(Paragraph, null, "Verkosto kokoontuu neljä kertaa vuodessa.")))),
  e(Block, { variant: "footer", padding: "m" }, e(Link, { href: "#" }, "Saavutettavuus")));

// Returns the page's HTML, with a form in it, and its style sheet.
export function render(form) {
  const sheet = new ServerStyleSheet();
  const body = renderToStaticMarkup(sheet.collectStyles(page));
  const styles = sheet.getStyleTags().replaceAll(/<\/?style[^>]*>/g, "");
  const html = `<!doctype html>
<html lang="fi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Esimerkkilä</title><link rel="stylesheet" href="/suomifi.css"></head>
<body>${body.replace(/(<div[^>]* id="form"[^>]*>)/, `$1${form}`)}</body></html>`;
  return { html, styles };
}
