package dev.weft.cli.verdict;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemPrinter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Verdicts as build servers read them: JUnit's XML, a suite for each file. */
public final class JUnitXml {
    private JUnitXml() {}

    /**
     * Writes verdicts.
     *
     * @param broken problems of files that couldn't be run, by file
     */
    public static String of(List<Verdict> verdicts, Map<String, List<Problem>> broken) {
        Map<String, List<Verdict>> files = new LinkedHashMap<>();
        verdicts.forEach(verdict ->
                files.computeIfAbsent(verdict.file(), file -> new ArrayList<>()).add(verdict));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Map.Entry<String, List<Verdict>> file : files.entrySet()) {
                suite(xml, file.getKey(), file.getValue());
            }
            for (Map.Entry<String, List<Problem>> file : broken.entrySet()) {
                broken(xml, file.getKey(), file.getValue());
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Expected text to take all that is written", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, String file, List<Verdict> verdicts) throws XMLStreamException {
        long failed = verdicts.stream().filter(verdict -> !verdict.passed()).count();
        start(xml, file, verdicts.size(), failed, 0);
        for (Verdict verdict : verdicts) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", clean(file));
            xml.writeAttribute("name", clean(verdict.test().name()));
            xml.writeAttribute(
                    "time",
                    String.format(Locale.ROOT, "%.3f", verdict.outcome().real().toMillis() / 1000.0));
            if (!verdict.passed()) {
                failure(xml, "failure", verdict.shortfalls());
            }
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void broken(XMLStreamWriter xml, String file, List<Problem> problems) throws XMLStreamException {
        start(xml, file, 1, 0, 1);
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(file));
        xml.writeAttribute("name", "can be read");
        failure(xml, "error", problems);
        xml.writeEndElement();
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String file, int tests, long failures, long errors)
            throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(file));
        xml.writeAttribute("tests", Integer.toString(tests));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("errors", Long.toString(errors));
    }

    private static void failure(XMLStreamWriter xml, String element, List<Problem> problems) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", clean(problems.getFirst().message()));
        xml.writeCharacters(clean(new ProblemPrinter(false).print(problems)));
        xml.writeEndElement();
    }

    /** XML has no place for most control characters. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
