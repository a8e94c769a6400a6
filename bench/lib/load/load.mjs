// A process that puts load on servers, over HTTP.
import { serve } from '../processes/child.mjs';
import { closed } from './closed.mjs';
import { keep } from './kept-wallets.mjs';
import { open } from './open.mjs';
import { openWallets } from './open-wallets.mjs';

serve({ keep, closed, open, openWallets });
