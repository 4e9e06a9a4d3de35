export { gitlabCommand, type GitLabSurroundings } from './gitlab-command.js';
