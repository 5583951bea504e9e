#!/usr/bin/env node
import {CLI, launch} from './bundle.mjs';

await launch('cli', CLI);
