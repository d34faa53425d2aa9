# The operator's commands. Each takes STAGE=…; ARGS="--help" tells what else, docs/operator/commands.md tells all.
.PHONY: deploy connect doctor redrive backup restore destroy costs
COMMAND = $(BIN)/python -m infrastructure.commands
stage_of = $(if $(STAGE),"$(STAGE)",$(if $(findstring --help,$(ARGS)),,$(error Say which installation: make $(1) STAGE=prod)))
flag = $(if $(filter-out 0,$($(1))),$(2))
option = $(if $($(1)),$(2) "$($(1))")

deploy: package dashboard/dist/index.html ## bring a stage to AWS, or up to date (STAGE=prod)
	@$(COMMAND).deploy $(call stage_of,$@) $(call option,SET,--set) $(call option,ADMIN,--admin) $(call flag,YES,--yes) $(call flag,YES_DELETE,--yes-delete) $(ARGS)

connect: .stamps/python ## buy a number, or wire one that you have (STAGE=prod)
	@$(COMMAND).connect $(call stage_of,$@) $(call option,NUMBER,--number) $(call option,AREA_CODE,--area-code) $(call option,LABEL,--label) $(call option,OWNER,--owner) $(call flag,LIST,--list) $(call flag,NEW_TOKEN,--new-token) $(call flag,SHOW,--show) $(call flag,YES,--yes) $(ARGS)

doctor: .stamps/python ## look at a stage from the outside (STAGE=prod)
	@$(COMMAND).doctor $(call stage_of,$@) $(call flag,ALL,--all) $(call flag,ROUND_TRIP,--round-trip) $(ARGS)

redrive: .stamps/python ## look at jobs that failed, and do them again (STAGE=prod GO=1)
	@$(COMMAND).redrive $(call stage_of,$@) $(call option,QUEUE,--queue) $(call flag,GO,--go) $(call flag,YES,--yes) $(ARGS)

backup: .stamps/python ## back up every table (STAGE=prod)
	@$(COMMAND).backup $(call stage_of,$@) $(call flag,LIST,--list) $(ARGS)

restore: .stamps/python ## prove that a backup can be read back (STAGE=prod)
	@$(COMMAND).restore $(call stage_of,$@) $(call option,BACKUP,--backup) $(call flag,KEEP,--keep) $(call flag,YES,--yes) $(ARGS)

destroy: .stamps/python ## give a stage up; asks twice, keeps data (STAGE=prod)
	@$(COMMAND).destroy $(call stage_of,$@) $(call flag,WITH_DATA,--with-data) $(call option,CONFIRM,--confirm) $(ARGS)

costs: package ## what Parley costs, line by line
	@$(BIN)/python -m infrastructure.cost_tables build/template.json
