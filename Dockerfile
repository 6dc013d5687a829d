# syntax=docker/dockerfile:1

# Weft's command with all it needs: `docker run weft server`, `docker run weft worker`.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY definitions definitions
COPY platform platform
COPY worker worker
COPY api api
COPY cli cli
COPY benchmarks benchmarks
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -ntp -pl cli -am package -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Weft" \
    org.opencontainers.image.description="Durable workflows in YAML, on Temporal" \
    org.opencontainers.image.licenses="Apache-2.0"

# bubblewrap confines agents of kind `command`; without it they are refused.
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 weft \
    && useradd --uid 10001 --gid weft --home-dir /var/lib/weft --no-create-home --shell /usr/sbin/nologin weft \
    && install -d -o weft -g weft -m 0750 /var/lib/weft

WORKDIR /opt/weft
COPY --from=build /src/cli/target/dist cli/target/dist
COPY weft LICENSE ./
COPY deploy/healthcheck healthcheck

ENV WEFT_BUILD=never \
    WEFT_CACHE=/tmp/weft
USER 10001:10001
VOLUME /var/lib/weft
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["/opt/weft/healthcheck", "http", "127.0.0.1", "8080", "/readyz"]
ENTRYPOINT ["/opt/weft/weft"]
CMD ["server", "--home", "/var/lib/weft", "--host", "0.0.0.0", "--port", "8080"]
