import { Injectable } from '@nestjs/common';

/** The only source of the present moment. Rules and services receive it; nothing else asks the machine. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
