package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.folder.Refusal;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.store.StoredRevision;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a definition is not saved although it is a good one. */
final class SaveRefusals {
    private static final int SERVERS_FAULT = 500;

    private SaveRefusals() {}

    /** 409: new definitions are wanted, but these are there. */
    static ApiException exist(List<StoredRevision> present) {
        List<String> ids = present.stream().map(StoredRevision::id).toList();
        StoredRevision first = present.getFirst();
        String detail = present.size() == 1
                ? "Expected a new id, but «" + first.id() + "» has revision " + first.revision()
                        + " already. PUT /api/workflows/" + first.id() + " makes the next revision."
                : "Expected new ids, but found "
                        + present.stream()
                                .map(one -> "«" + one.id() + "» with revision " + one.revision())
                                .collect(Collectors.joining(", "))
                        + " already. PUT /api/workflows makes the next revisions.";
        return ApiException.conflict("exists", detail)
                .with("revision", first.revision())
                .with("ids", ids);
    }

    /** 412: another revision is current. */
    static ApiException changed(StoredRevision current) {
        return new ApiException(
                        412,
                        "changed",
                        "Expected the revision of If-Match to be current, but revision " + current.revision()
                                + " is. GET it, and apply your change to that.")
                .with("revision", current.revision())
                .header("ETag", "\"" + current.tag() + "\"");
    }

    /**
     * A refusal of a file.
     *
     * @throws ApiException the same, where it is the server's fault, and the file may be taken another time
     */
    static Refusal ofFile(ApiException refusal) {
        if (refusal.problem().status() >= SERVERS_FAULT) {
            throw refusal;
        }
        List<?> problems = refusal.problem().more().get("problems") instanceof List<?> each && !each.isEmpty()
                ? each
                : List.of(Map.of(
                        "code",
                        refusal.problem().code(),
                        "path",
                        "",
                        "message",
                        String.valueOf(refusal.problem().detail())));
        return new Refusal(words(refusal), problems, refusal.problem().code().equals(FolderClaims.CODE));
    }

    /** A refusal in words, with each of its problems and where it is. */
    static String words(ApiException refusal) {
        if (!(refusal.problem().more().get("problems") instanceof List<?> problems) || problems.isEmpty()) {
            return String.valueOf(refusal.problem().detail());
        }
        return problems.stream()
                .filter(ProblemBody.class::isInstance)
                .map(ProblemBody.class::cast)
                .filter(problem -> problem.severity().equals("error"))
                .map(problem -> problem.code() + " at line " + problem.line() + ":" + problem.column()
                        + (problem.path().isEmpty() ? "" : " (" + problem.path() + ")") + ": "
                        + problem.message() + (problem.hint().isEmpty() ? "." : ". " + problem.hint()))
                .collect(Collectors.joining("\n"));
    }

    /** 412: there is none. */
    static ApiException changed(String id) {
        return new ApiException(
                412, "changed", "Expected the revision of If-Match to be current, but there is no «" + id + "».");
    }
}
