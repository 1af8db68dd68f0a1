package dev.registrar.dashboard;

import j2html.tags.ContainerTag;

/** An element that the library has no class for, such as those of SVG. */
final class Element extends ContainerTag<Element> {
    private Element(String name) {
        super(name);
    }

    static Element of(String name) {
        return new Element(name);
    }
}
