import { problemOf } from './arbitrary-selection.js';

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
])('refuses %j', (line, problem) => {
  expect(problemOf(line)).toMatch(problem);
});
