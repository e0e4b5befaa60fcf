FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m pip install --no-cache-dir --require-hashes -r requirements-dev.txt \
 && python -m pip install --no-cache-dir --no-deps --no-build-isolation -e . \
 && python scripts/assets.py && python scripts/translations.py compile \
 && python -m build --wheel --no-isolation

FROM python:3.13-slim
RUN useradd --system --home-dir /var/lib/ansprechpartner --create-home ansprechpartner
COPY --from=build /src/requirements.txt /src/dist/*.whl /tmp/install/
RUN python -m pip install --no-cache-dir --require-hashes -r /tmp/install/requirements.txt \
 && python -m pip install --no-cache-dir --no-deps /tmp/install/*.whl && rm -r /tmp/install
USER ansprechpartner
ENV ANSPRECHPARTNER_HOME=/var/lib/ansprechpartner
EXPOSE 8080
CMD ["sh", "-c", "ansprechpartner init && exec ansprechpartner serve --workers 4"]
