import { notFound, type JsonObject } from '../../sample/answers';
import { between, cyclicItem, hexOf, randomOf } from '../../sample/random';
import { contactLists } from './sampleNames';

const day = 86_400_000;
const topics = ['product-news', 'offers', 'events'];

/** Addresses on the suppression list and in the contact lists: by their hash, about half of all addresses. */
export class SampleAddresses {
  readonly #seed: number;
  readonly #start: number;

  /** @param start milliseconds since the epoch, before which the addresses were added */
  constructor(seed: number, start: number) {
    this.#seed = seed;
    this.#start = start;
  }

  /**
   * GetSuppressedDestination.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetSuppressedDestination.html
   * @throws Refusal
   */
  suppressed(address: string): JsonObject {
    const random = randomOf(this.#seed, 'suppressed', address);
    if (random() < 0.5) {
      throw notFound(`Email address ${address} does not exist on your suppression list.`);
    }
    const isComplaint = random() < 0.2;
    const messageId = `0102${hexOf(random, 12)}-${hexOf(random, 8)}-000000`;
    return {
      SuppressedDestination: {
        EmailAddress: address,
        Reason: isComplaint ? 'COMPLAINT' : 'BOUNCE',
        LastUpdateTime: Math.floor((this.#start - between(random, 1, 300) * day) / 1000),
        Attributes: { MessageId: messageId, FeedbackId: `${messageId.slice(0, -6)}${hexOf(random, 6)}` },
      },
    };
  }

  /**
   * GetContact.
   * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetContact.html
   * @throws Refusal
   */
  contact(list: string, address: string): JsonObject {
    if (!Object.values(contactLists).some((target) => target.list === list)) {
      throw notFound(`List with name: ${list} doesn't exist.`);
    }
    const random = randomOf(this.#seed, 'contact', list, address);
    if (random() < 0.4) {
      throw notFound(`${address} doesn't exist in List: ${list}`);
    }
    const createdAt = Math.floor((this.#start - between(random, 30, 600) * day) / 1000);
    const topic = (TopicName: string, SubscriptionStatus: string) => ({ TopicName, SubscriptionStatus });
    const own = cyclicItem(topics, between(random, 0, topics.length - 1));
    return {
      ContactListName: list,
      EmailAddress: address,
      TopicPreferences: [topic(own, random() < 0.3 ? 'OPT_OUT' : 'OPT_IN')],
      TopicDefaultPreferences: topics.map((name) => topic(name, 'OPT_OUT')),
      UnsubscribeAll: random() < 0.2,
      CreatedTimestamp: createdAt,
      LastUpdatedTimestamp: createdAt + between(random, 0, 25) * (day / 1000),
    };
  }
}
