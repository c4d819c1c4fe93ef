"""Times training steps of a BERT in PyTorch: forward, backward, clipping and AdamW, 32-bit floats.

python training_step.py LAYERS WIDTH HEADS VOCABULARY ROWS TOKENS STEPS
Prints one JSON object: milliseconds of each step after the first, and the versions.
"""

import json
import sys
import time

import torch
import transformers

layers, width, heads, vocabulary, rows, tokens, steps = map(int, sys.argv[1:])
torch.manual_seed(1)
config = transformers.BertConfig(
    vocab_size=vocabulary,
    hidden_size=width,
    num_hidden_layers=layers,
    num_attention_heads=heads,
    intermediate_size=4 * width,
    hidden_dropout_prob=0.0,
    attention_probs_dropout_prob=0.0,
)
encoder = transformers.BertModel(config, add_pooling_layer=False).train()
head = torch.nn.Linear(width, 1)
parameters = [*encoder.parameters(), *head.parameters()]
optimizer = torch.optim.AdamW(parameters, lr=1e-4)
ids = torch.randint(5, vocabulary, (rows, tokens))
mask = torch.ones(rows, tokens)
labels = (torch.arange(rows) % 2).float()

milliseconds = []
for _ in range(steps + 1):
    started = time.perf_counter()
    states = encoder(ids, attention_mask=mask).last_hidden_state
    scores = head((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)).squeeze(1)
    loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, labels)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    milliseconds.append(1000 * (time.perf_counter() - started))

versions = f"PyTorch {torch.__version__}, transformers {transformers.__version__}"
print(json.dumps({"milliseconds": milliseconds[1:], "versions": versions}))
