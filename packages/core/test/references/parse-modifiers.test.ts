import { problemOf } from './problem-of.js';

test.each([
  ['dsm:a#b | > NAME', /modifier is missing/],
  ['dsm:a#b | | nomask > NAME', /modifier is missing/],
  ['dsm:a#b > NAME | optional', /modifiers go before the sink/],
  ['dsm:a#b | optinal > N', /unknown modifier "optinal": did you mean "optional"/],
  ['dsm:a#b | nomask | nomask > N', /nomask is written twice/],
  ['dsm:a#b | json=/a | json=/b > N', /json is written twice/],
  ['dsm:a#b | json > N', /json needs a pointer/],
  ['dsm:a#b | json=a > N', /no JSON pointer/],
  ['dsm:a#b | json=/a~2 > N', /RFC 6901/],
  ['dsm:a#b | mask > N', /mask needs what is to be masked/],
  ['dsm:a#b | mask= > N', /mask needs what is to be masked/],
  ['dsm:a#b | mask=password > N', /mask="password" is no JSON pointer: begin with "\/"/],
  ['dsm:a#b | mask=/a | mask=/a > N', /mask="\/a" is written twice/],
  ['dsm:a#b | mask=all | mask=/a > N', /mask=all is everything already/],
  ['dsm:a#b | mask=all | mask=all > N', /mask=all is everything already/],
  ['dsm:a#b | nomask | mask=/a > N', /nomask and mask= say the opposite/],
  ['dsm:a#b | as > N', /write as=base64/],
  ['dsm:a#b | as=hex > N', /unknown encoding "hex"/],
  ['dsm:a#b | as=base64 | as=base64 > N', /as is written twice/],
  ['pam:1 | one-time | one-time > N', /one-time is written twice/],
  ['pam:1 | onetime > N', /did you mean "one-time"/],
])('refuses %j', (line, problem) => {
  expect(problemOf(line)).toMatch(problem);
});
