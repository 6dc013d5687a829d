#!/bin/sh
# Makes Weft's namespace where it is missing.
set -eu

# The address rather than the name: some versions of the client can't resolve names in this image.
address=$(getent hosts "$TEMPORAL_HOST" | awk 'NR == 1 { print $1 }'):$TEMPORAL_PORT

# The port is open before the cluster serves.
attempt=1
until temporal operator cluster health --address "$address"; do
    if [ "$attempt" -ge 30 ]; then
        echo "Expected Temporal to serve at $address, but it didn't in $attempt attempts" >&2
        exit 1
    fi
    attempt=$((attempt + 1))
    sleep 2
done

temporal operator namespace describe --address "$address" --namespace "$NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create --address "$address" --namespace "$NAMESPACE" --retention "$RETENTION"
