"""Scenes in a chat model's words: the offline writer's plan are the bones, and what its checks refuse is not taken.

brief.py     what a model is told of one scene
prompt.py    how it is told: the rules of zh-CN.txt and en-US.txt, the schema of the answer
answer.py    what comes back, as data
checks.py    what is wrong with it: sentences for the model that is asked again, and for a person
taking.py    from a completion to words, or to what is wrong
wording.py   the plan with the words in it
"""
