import { Agent, request } from 'node:https';
import { Account } from '../account';

/** A call of ECS, of which the emulator reads who calls, and no signature. */
export async function ecs({ sdk, region }: Account, operation: string, input: object): Promise<any> {
  const { accessKeyId } = sdk.credentials as { readonly accessKeyId: string };
  return new Promise((resolve, reject) => {
    const call = request(String(sdk.endpoint), {
      method: 'POST',
      agent: (sdk.requestHandler as { readonly httpsAgent: Agent }).httpsAgent,
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
        'x-amz-date': '20260101T000000Z',
        'authorization': `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/ecs/aws4_request, SignedHeaders=host, Signature=0`,
      },
    }, (response) => {
      let text = '';
      response.on('data', (data) => text += data);
      response.on('end', () => response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${operation}: ${text}`)));
    });
    call.on('error', reject).end(JSON.stringify(input));
  });
}
