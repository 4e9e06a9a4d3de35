module gitlab-runner-stand-in

go 1.24
