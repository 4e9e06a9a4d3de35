export const id=849;export const ids=[849];export const modules={1849:(e,n,s)=>{s.r(n),s.d(n,{completion:()=>l});var o=s(418),t=s(2852),a=s(4059),r=s(5983),i=s(7485);let c={bash:h,zsh:function(e){let[,...n]=h(e).split("\n");return["# Completion of senhasegura for zsh. Use: source <(senhasegura completion zsh)","autoload -Uz +X compinit && compinit","autoload -Uz +X bashcompinit && bashcompinit",...n].join("\n")},fish:function(e){return["# Completion of senhasegura for fish. Use: senhasegura completion fish | source",...e.map(({command:e,summary:n})=>{var s;return`complete -c senhasegura -n __fish_use_subcommand -f -a ${e} -d ${s=n,`'${s.replaceAll(/[\\']/g,"\\$&")}'`}`}),...e.flatMap(p),""].join("\n")}},l=async({invocation:{words:e},terminal:{stdout:n}})=>{let[s=""]=e;if(!Object.hasOwn(c,s))throw new o.dz(`${(0,t.ol)(s)} is no shell with completion here: use bash, zsh or fish.`);return await (0,i.sD)(n,c[s](a.nZ.map(e=>{let{own:n,settings:s}=(0,a.cz)(e),o=Object.entries({...n,...s}).map(([e,{value:n,choices:s=[]}])=>({name:e,choices:s,takesValue:void 0!==n}));return{command:e,summary:a.Lo[e].summary,options:o,words:u[e]??[]}}))),r.d.done},u={list:["dsm","pam","ssh","mysafe"],completion:["bash","zsh","fish"]};function h(e){let n=e.map(({command:e})=>e).join(" ");return`# Completion of senhasegura for bash. Use: source <(senhasegura completion bash)
_senhasegura() {
  local current=$\{COMP_WORDS[COMP_CWORD]} previous=$\{COMP_WORDS[COMP_CWORD-1]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${n} --help --version' -- "$current"))
    return
  fi
  case $\{COMP_WORDS[1]} in
${e.map(m).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _senhasegura senhasegura
`}function m({command:e,options:n,words:s}){let o=[...s,...n.map(({name:e})=>`--${e}`)].join(" "),t=n.filter(e=>e.choices.length>0).map(({name:e,choices:n})=>`--${e}) words='${n.join(" ")}' ;;`),a=n.filter(e=>e.takesValue&&0===e.choices.length).map(({name:e})=>`--${e}`),r=[...t,...0===a.length?[]:[`${a.join("|")}) return ;;`],`*) words='${o}' ;;`];return`    ${e}) case $previous in ${r.join(" ")} esac ;;`}function p({command:e,options:n,words:s}){let o=`complete -c senhasegura -n '__fish_seen_subcommand_from ${e}'`;return[...0===s.length?[]:[`${o} -f -a '${s.join(" ")}'`],...n.map(({name:e,takesValue:n,choices:s})=>{let t=0===s.length?"":` -f -a '${s.join(" ")}'`;return`${o} -l ${e}${n?` -r${t}`:""}`})]}}};