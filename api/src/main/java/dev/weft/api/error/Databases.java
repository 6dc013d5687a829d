package dev.weft.api.error;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** Tells an outage of the database from a mistake in its use. */
final class Databases {
    private Databases() {}

    /** Whether a text has a character that PostgreSQL can't keep: U+0000. */
    static boolean refusesText(Throwable cause) {
        return cause instanceof SQLException sql && "22021".equals(sql.getSQLState());
    }

    /** Whether another try, with the same request, can succeed once the database is back. */
    static boolean isOutage(Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || sql instanceof SQLRecoverableException
                || sql.getClass().getSimpleName().equals("PoolExhaustedException")
                || (state != null
                        && (state.startsWith("08")
                                || state.startsWith("57P")
                                || state.startsWith("53")
                                || state.equals("40001")
                                || state.equals("40P01")));
    }
}
