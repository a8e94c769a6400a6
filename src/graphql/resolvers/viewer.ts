import type { QueryResolvers, ViewerResolvers } from '../generated/resolvers.js';

export const viewerQueries = {
  viewer: (_, __, { caller }) => caller,
} satisfies QueryResolvers;

export const Viewer: ViewerResolvers = {
  wallets: ({ id }, _, { loaders }) => loaders.reader.walletsOfOwner(id),
};
