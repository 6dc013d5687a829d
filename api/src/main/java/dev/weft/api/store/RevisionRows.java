package dev.weft.api.store;

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
            row.getString("written_in"),
            row.getString("origin"),
            row.getString("created_by"),
            row.getTimestamp("created_at").toInstant());

    static final RowMapper<DefinitionSummary> SUMMARY = (row, context) -> new DefinitionSummary(
            row.getString("id"),
            row.getString("name"),
            row.getString("description"),
            JsonText.labels(row.getString("labels")),
            row.getInt("revision"),
            row.getString("digest"),
            row.getString("written_in"),
            row.getTimestamp("created_at").toInstant(),
            row.getTimestamp("updated_at").toInstant());

    private RevisionRows() {}
}
