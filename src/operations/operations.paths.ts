export const operationsPaths = {
  show: () => '/center/operations',
  retry: (mailId: string) => `/center/operations/mails/${mailId}/retries`,
  retryAll: () => '/center/operations/mails/retries',
};
