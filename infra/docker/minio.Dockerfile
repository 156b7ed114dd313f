# The store's server as a user without rights, with a folder that is that user's. Which server: docs/adr/0015.
#   release  the last public image (default)
#   source   compiled from the last source, which has the fix that came after that image; takes a quarter of an hour
ARG MINIO=release

FROM minio/minio:RELEASE.2025-09-07T16-13-09Z AS release

FROM golang:1.26-bookworm AS compiled
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    go install github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c \
 && go install github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9

FROM debian:bookworm-slim AS source
COPY --from=compiled /go/bin/minio /go/bin/mc /usr/bin/
ENTRYPOINT ["minio"]

FROM debian:bookworm-slim AS folder
RUN mkdir /data

FROM ${MINIO}
COPY --from=folder --chown=10001:10001 /data /data
USER 10001:10001
