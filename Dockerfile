# Two stages: the first installs from the hashed lock, as the Makefile does (and says why); the second carries only what runs.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
# LOCK=segel: with what seals papers (TAPAK_SEGEL_P12).
ARG LOCK=run
RUN python -m venv /opt/tapak
COPY requirements/run.lock requirements/segel.lock requirements/build.lock requirements/
RUN pip install --no-deps --require-hashes --only-binary :all: -r requirements/build.lock \
    && /opt/tapak/bin/pip install --no-deps --require-hashes --only-binary :all: -r requirements/$LOCK.lock
COPY pyproject.toml README.md LICENSE ./
COPY sop_flows sop_flows
COPY storage storage
COPY handlers handlers
COPY bot bot
RUN pip wheel --no-deps --no-index --no-build-isolation --wheel-dir dist . \
    && /opt/tapak/bin/pip install --no-deps --no-index dist/*.whl \
    && /opt/tapak/bin/pip check \
    && /opt/tapak/bin/python -c "from handlers.screens import wording; wording.compile_templates()"

FROM python:3.13-slim
RUN useradd --uid 10001 --home-dir /data --shell /usr/sbin/nologin tapak \
    && install --directory --owner tapak --group tapak --mode 0750 /data
COPY --from=build /opt/tapak /opt/tapak
ENV PATH=/opt/tapak/bin:$PATH PYTHONUNBUFFERED=1 TAPAK_DATA_DIR=/data
USER tapak
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["tapak", "health"]
CMD ["tapak", "run"]
