package io.trialog.notebook;

import java.io.StringReader;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A piece of HTML, parsed strictly: ours is well-formed XML. */
final class Markup {

    private final Document document;

    private Markup(Document document) {
        this.document = document;
    }

    static Markup of(String html) throws Exception {
        return new Markup(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html))));
    }

    /** The names of all elements and attributes. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        NodeList elements = document.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            names.add(element.getTagName());
            for (int a = 0; a < element.getAttributes().getLength(); a++) {
                names.add("@" + element.getAttributes().item(a).getNodeName());
            }
        }
        return names;
    }

    /** All text, without the style sheet. */
    String text() {
        NodeList styles = document.getElementsByTagName("style");
        while (styles.getLength() > 0) {
            styles.item(0).getParentNode().removeChild(styles.item(0));
        }
        return document.getDocumentElement().getTextContent().strip();
    }

    /** An attribute of the first element of a name. */
    String attribute(String element, String name) {
        return ((Element) document.getElementsByTagName(element).item(0)).getAttribute(name);
    }

    /** How many elements of a name there are. */
    int count(String element) {
        return document.getElementsByTagName(element).getLength();
    }
}
