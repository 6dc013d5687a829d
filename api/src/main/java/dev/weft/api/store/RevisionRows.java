package dev.weft.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.weft.api.representation.Json;
import java.sql.SQLException;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;

/** Rows to records. */
final class RevisionRows {
    static final RowMapper<StoredRevision> REVISION = (row, context) -> new StoredRevision(
            row.getString("definition"),
            row.getInt("revision"),
            row.getString("digest"),
            row.getString("document"),
            row.getString("source"),
            row.getString("source_type"),
            row.getString("origin"),
            row.getString("created_by"),
            row.getTimestamp("created_at").toInstant());

    static final RowMapper<DefinitionSummary> SUMMARY = (row, context) -> new DefinitionSummary(
            row.getString("id"),
            row.getString("name"),
            row.getString("description"),
            labels(row.getString("labels")),
            row.getInt("revision"),
            row.getString("digest"),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("updated_at").toInstant());

    private RevisionRows() {}

    static Map<String, String> labels(String json) throws SQLException {
        try {
            return Json.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("Expected labels as a JSON object, but found " + json, e);
        }
    }
}
