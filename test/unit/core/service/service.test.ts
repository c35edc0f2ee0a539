import { describe, expect, it } from 'vitest';
import { parseService } from '../../../../src-main/core/service/service';

const token = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';

describe('parseService', () => {
  it('reads a service of a version 4 cluster and keeps its token apart', () => {
    const parsed = parseService({
      name: 'plants',
      owner: 'cluster_admin',
      token,
      log_level: 'CRITICAL',
      memory: '1Gi',
      cpu: '1.0',
      script: '#!/bin/sh\ncp "$INPUT_FILE_PATH" "$TMP_OUTPUT_DIR/out"\n',
      synchronous: { min_scale: 1, max_scale: 3 },
      expose: { min_scale: 0 },
      input: [{ storage_provider: 'minio.default', path: 'plants/in', suffix: ['.JPG', 'png', 'jpg'] }],
      output: [{ storage_provider: 'minio.default', path: 'plants/out' }],
    });
    expect(parsed).toEqual({
      token,
      service: {
        name: 'plants',
        owner: 'cluster_admin',
        acceptedSuffixes: ['jpg', 'png'],
        logLevel: 'CRITICAL',
        memory: '1Gi',
        cpu: '1.0',
        minScale: 1,
        maxScale: 3,
        writesFiles: true,
        folders: [
          { role: 'input', bucket: 'plants', prefix: 'in/' },
          { role: 'output', bucket: 'plants', prefix: 'out/' },
        ],
      },
    });
    expect(JSON.stringify(parsed?.service)).not.toContain(token);
  });

  it('reads the least a service can be, with nulls for empty lists', () => {
    expect(parseService({ name: 's', input: null, expose: null, log_level: null })?.service).toEqual({
      name: 's',
      acceptedSuffixes: [],
      logLevel: 'INFO',
      minScale: 0,
      maxScale: 0,
      writesFiles: false,
      obstacle: 'no-token',
    });
  });

  it.each([
    [0, 'sleeping'],
    [1, 'ready'],
    [null, 'ready'],
  ])('tells of a ready service with %s active instances that it is %s', (active_instances, word) => {
    const deployment = { state: 'ready', active_instances };
    expect(parseService({ name: 's', token, deployment })?.service.state).toBe(word);
  });

  it.each([
    ['ready', 0, 'ready'],
    ['pending', 1, 'starting'],
    ['stopped', 0, 'stopped'],
    [undefined, 0, 'sleeping'],
    [undefined, 1, undefined],
    ['something new', 1, undefined],
  ])('tells from the deployment state %s and %i instances kept that it is %s', (state, min_scale, word) => {
    const deployment = state === undefined ? null : { state };
    expect(parseService({ name: 's', token, synchronous: { min_scale }, deployment })?.service.state).toBe(word);
  });

  it.each([
    [{ variables: { LOG_LEVEL: 'critical' } }, 'CRITICAL'],
    [{ Variables: { LOG_LEVEL: 'DEBUG' } }, 'DEBUG'],
    [{ variables: { OTHER: 'x' }, secrets: { KEY: '' } }, 'ERROR'],
    ['nonsense', 'ERROR'],
    [null, 'ERROR'],
  ])('knows that the environment %j goes before the log level', (environment, level) => {
    expect(parseService({ name: 's', token, log_level: 'ERROR', environment })?.service.logLevel).toBe(level);
  });

  it.each([
    [{ variables: { INPUT_TYPE: 'json' } }, 'json'],
    [{ Variables: { INPUT_TYPE: ' Text ' } }, 'text'],
    [{ variables: { INPUT_TYPE: 'image' } }, 'file'],
    [{ variables: { INPUT_TYPE: 'constructor' } }, undefined],
    [{ variables: { INPUT_TYPE: 7, LOG_LEVEL: 'DEBUG' } }, undefined],
    [{ variables: {} }, undefined],
  ])('knows from the environment %j what the service takes', (environment, inputType) => {
    expect(parseService({ name: 's', token, environment })?.service.inputType).toBe(inputType);
  });

  it('takes the words of annotations, and is not disturbed by labels that are no text', () => {
    expect(parseService({ name: 's', annotations: { title: 'Plants' } })?.service.words).toEqual({ title: 'Plants' });
    expect(parseService({ name: 's', labels: { title: 7 }, annotations: null })?.service).not.toHaveProperty('words');
  });

  it.each([[[8888]], [8888]])('knows an exposed service by its port %j', (api_port) => {
    expect(parseService({ name: 's', token, expose: { api_port } })?.service.obstacle).toBe('exposed-only');
  });

  it.each([undefined, null, 'service', 7, {}, { name: '' }, { name: 's', input: 'jpg' }])('refuses %j', (json) => {
    expect(parseService(json)).toBeUndefined();
  });
});
