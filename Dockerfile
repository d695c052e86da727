# The dashboard as a container: no root, nothing written, one port. docs/deployment.md says how to run it.
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock .
RUN /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY components components
COPY dashboard.py serve.py ./
# Compiled here, since nothing can be written later.
RUN /venv/bin/python -m compileall -q components dashboard.py serve.py

FROM ${BASE}
# A user of no other use, who owns none of the files.
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent dashboard
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY .streamlit/config.toml /app/.streamlit/config.toml
COPY data /app/data
COPY CITATION.cff LICENSE LICENSE-DATA README.md CHANGELOG.md /app/
WORKDIR /app
ENV HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 KACHIN_UPLOADS=off
USER 10001
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["/venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
# Inside a container this machine is the container: other containers reach it only over its network.
CMD ["/venv/bin/python", "-m", "streamlit", "run", "serve.py", "--server.address", "0.0.0.0"]
