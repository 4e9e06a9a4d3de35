import { problemOf } from './problem-of.js';

test.each([
  ['dms:a', /unknown source "dms": did you mean "dsm"\?/],
  ['database-prod', /no source before "database-prod"/],
  ['', /^no reference: begin with SOURCE:ID$/],
  [':x', /unknown source ""/],
  ['dsm:', /nothing names the secret/],
  ['dsm:.', /"\." can't be the id/],
  ['dsm:#x', /nothing names the secret/],
  ['dsm:x#', /no field follows/],
  ['dsm:*#x', /leave the field out/],
  ['dsm:*#*', /leave the field out/],
  ['pam:*', /only for dsm/],
  ['pam:..', /can't be the id/],
  ['dsm:a#b >NAME', /space on both sides/],
  ['dsm:a#b> NAME', /space on both sides/],
  ['dsm:a#b |optional', /space on both sides/],
  ['dsm:a#b >', /space on both sides/],
  ['> NAME', /no source before/],
  ['dsm:a > #x > NAME', /" > " more than once/],
  ['dsm:a\u00a0>NAME', /space on both sides/],
  ['cert:12#*', /"#\*" is not for cert: name one of pem, key, chain, pfx, password/],
  ['cert:12#chian', /did you mean "chain"/],
  ['cert:*', /only for dsm and jit/],
  ['jit:*#password', /"jit:\*" is every field.*leave the field out/],
  ['jit:db | one-time', /one-time is for pam alone/],
  ['jit:db#key > ssh-agent', /ssh-agent takes the private key/],
])('refuses %j', (line, problem) => {
  expect(problemOf(line)).toMatch(problem);
});
