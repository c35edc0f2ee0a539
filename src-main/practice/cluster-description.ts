import type { PracticeService } from './practice-service';

/** The answer to `GET /system/info`. */
export const clusterInfo = {
  version: 'v4.1.2',
  git_commit: 'practice',
  architecture: 'amd64',
  kubernetes_version: 'v1.33.1',
  serverless_backend: { name: 'Knative', version: 'v1.33.1' },
};

/** The answer to `GET /system/config`: no storage, and so none of its keys. */
export const clusterConfig = {
  config: {
    name: 'oscar',
    namespace: 'oscar',
    services_namespace: 'oscar-svc',
    controller_service_account: 'oscar-sa',
    gpu_available: false,
    interLink_available: false,
    serverless_backend: 'knative',
    yunikorn_enable: false,
    kueue_enable: false,
    volume_enable: false,
    oidc_groups: [''],
    minio_quota_enabled: false,
  },
  minio_provider: { endpoint: '', verify: true, access_key: '', secret_key: '', region: '' },
  allowed_image_repositories: [],
};

/**
 * The Service object of `GET /system/services`.
 * @param token 64 lower-case hexadecimal characters
 * @see grycap/oscar pkg/types/service.go
 */
export function serviceObject(service: PracticeService, token: string) {
  const { name, memory, cpu, logLevel, suffixes, script } = service;
  return {
    name,
    cluster_id: '',
    memory,
    cpu,
    total_memory: '',
    total_cpu: '',
    ephemeral_storage_request: '',
    enable_gpu: false,
    enable_sgx: false,
    image_prefetch: false,
    synchronous: { min_scale: 0, max_scale: 1 },
    log_level: logLevel,
    image: `localhost/practice/${name}`,
    alpine: false,
    token,
    file_stage_in: false,
    input: [{ storage_provider: 'minio.default', path: `${name}/in`, suffix: suffixes }],
    output: [],
    script,
    expose: {
      min_scale: 0,
      max_scale: 0,
      cpu_threshold: 0,
      rewrite_target: false,
      default_command: false,
      set_auth: false,
      health_path: '',
    },
    environment: { variables: {}, secrets: {} },
    annotations: {},
    vo: '',
    labels: { oscar_service: name },
    storage_providers: {},
    owner: 'cluster_admin',
    namespace: 'oscar-svc',
    interlink_node_name: '',
    visibility: 'public',
    allowed_users: [],
    isolation_level: '',
    bucket_list: [],
    mount: { storage_provider: '', path: '' },
    volume_status: { enabled: false },
  };
}
