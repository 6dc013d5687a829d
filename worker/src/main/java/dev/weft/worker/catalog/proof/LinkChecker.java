package dev.weft.worker.catalog.proof;

import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.agent.AgentHandler;
import dev.weft.worker.catalog.markdown.Markdown;
import dev.weft.worker.catalog.support.Finding;
import dev.weft.worker.catalog.support.Parameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Checks a draft's links without asking the network: {@code {draft, source?}} → {@code links}, {@code images} and
 * findings. An anchor must be a heading's; a relative address a file beside the source; an absolute one well formed;
 * a link needs words and an image an alternative text.
 */
public final class LinkChecker implements AgentHandler {
    @Override
    public String name() {
        return "link_checker";
    }

    @Override
    public Map<String, @Nullable Object> handle(
            String operation, Map<String, @Nullable Object> parameters, ActionContext context) throws ActionException {
        Draft draft = Draft.open(parameters, context);
        String source = new Parameters(parameters).text("source", "");
        Path folder = draft.files().folderOf(source);
        Check check = new Check(
                draft, folder, new HashSet<>(Markdown.anchors(draft.document()).values()));
        draft.document().accept(check);
        Map<String, @Nullable Object> output = Finding.output(check.findings);
        output.put("links", check.links);
        output.put("images", check.images);
        return output;
    }

    private static final class Check extends AbstractVisitor {
        private final Draft draft;
        private final Path folder;
        private final Set<String> anchors;
        private final List<Finding> findings = new ArrayList<>();
        private int links;
        private int images;

        Check(Draft draft, Path folder, Set<String> anchors) {
            this.draft = draft;
            this.folder = folder;
            this.anchors = anchors;
        }

        @Override
        public void visit(Link link) {
            links++;
            if (link.getFirstChild() == null) {
                findings.add(Finding.error(
                        Markdown.line(link),
                        "A link to " + link.getDestination() + " without words: name what it leads to"));
            }
            address(link, link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            images++;
            if (Markdown.text(image).isBlank()) {
                findings.add(Finding.warning(
                        Markdown.line(image),
                        "Image " + image.getDestination() + " has no alternative text: say what it shows"));
            }
            address(image, image.getDestination());
        }

        private void address(Node node, String address) {
            int line = Markdown.line(node);
            if (address.isBlank()) {
                findings.add(Finding.error(line, "A link without address: say where it leads"));
            } else if (address.startsWith("#")) {
                String anchor = URLDecoder.decode(address.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
                if (!anchors.contains(anchor)) {
                    findings.add(Finding.error(
                            line,
                            "Expected a heading with the anchor " + address + ", but found none: correct the link"));
                }
            } else {
                uri(line, address);
            }
        }

        private void uri(int line, String address) {
            try {
                URI uri = new URI(address);
                String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
                switch (scheme) {
                    case "http", "https" -> {
                        if (uri.getHost() == null) {
                            findings.add(Finding.error(line, "Expected a host in " + address + ", but found none"));
                        } else if (scheme.equals("http")) {
                            findings.add(Finding.note(line, address + " isn't encrypted: use https if it can"));
                        }
                    }
                    case "mailto", "tel" -> {}
                    case "" -> local(line, uri.getPath());
                    default ->
                        findings.add(Finding.error(
                                line, "Expected an address of http, https, mailto or tel, but found " + scheme + ":"));
                }
            } catch (URISyntaxException e) {
                findings.add(Finding.error(line, "Expected an address, but found " + address + ": " + e.getReason()));
            }
        }

        private void local(int line, @Nullable String path) {
            try {
                String relative = path == null ? "" : path;
                if (!Files.exists(draft.files().inside(folder.resolve(relative).toString()))) {
                    findings.add(Finding.warning(
                            line, "Expected " + relative + " beside the source, but found nothing there"));
                }
            } catch (ActionException | InvalidPathException e) {
                findings.add(Finding.warning(line, "A link to " + path + ", which lies outside of the workspace"));
            }
        }
    }
}
