"""Makes fixtures/torch-run: a tiny encoder and token shards, and what training/torch/train_encoder.py makes of them in 40 steps.

    python training/test/neural/reference_torch_run.py

Needs torch, transformers, safetensors. The reference computes in float32: the script's autocast to bfloat16, which rounds to
three digits, is switched off. Weights are float32; 200 KB in all.
"""
import contextlib, json, os, random, runpy, shutil, sys, tempfile
import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.join(here, "..", "..", "..")
out = os.path.join(here, "fixtures", "torch-run")
shutil.rmtree(out, ignore_errors=True)
os.makedirs(out)

torch.manual_seed(7)
config = BertConfig(vocab_size=60, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
                    max_position_embeddings=32, pad_token_id=0)
BertModel(config, add_pooling_layer=False).save_pretrained(os.path.join(out, "model"))


def write_shard(name, count, seed):
    """Windows of up to 20 words from 5 to 59; AI prefers the upper half. A few are half AI."""
    draw = random.Random(seed)
    ids, offsets, labels = [], [0], []
    for at in range(count):
        label = at % 2 if at % 16 else 0.5
        for _ in range(draw.randrange(6, 20)):
            ids.append(draw.randrange(32, 60) if draw.random() < 0.3 + 0.4 * label else draw.randrange(5, 32))
        offsets.append(len(ids))
        labels.append(label if count > 100 else round(label))
    save_file({"ids": torch.tensor(ids, dtype=torch.int32), "offsets": torch.tensor(offsets, dtype=torch.int32),
               "labels": torch.tensor(labels, dtype=torch.float32)}, os.path.join(out, name))


write_shard("shard-0000.safetensors", 160, 1)
write_shard("shard-0001.safetensors", 160, 2)
write_shard("validation.safetensors", 64, 3)
manifest = {"vocabularySize": 60, "special": {"start": 2, "end": 3, "pad": 0, "mask": 4}, "marks": [],
            "shards": ["shard-0000.safetensors", "shard-0001.safetensors"], "validation": "validation.safetensors"}
json.dump(manifest, open(os.path.join(out, "shards.json"), "w"))

torch.autocast = lambda *_, **__: contextlib.nullcontext()
fixed = ["--batch", "8", "--threads", "1", "--warm-up-steps", "5", "--decay-steps", "10", "--dropout", "0", "--masked", "0",
         "--validate-every", "40", "--save-every", "1000"]


def run(folder, *given):
    sys.argv = ["train_encoder.py", "--shards", out, "--model", os.path.join(out, "model"), "--out", folder, *fixed, *given]
    runpy.run_path(os.path.join(root, "training", "torch", "train_encoder.py"))


with tempfile.TemporaryDirectory() as scratch:
    # At a rate of zero the head that it begins with comes out.
    run(os.path.join(scratch, "begun"), "--steps", "1", "--rate", "0", "--head-rate", "0")
    shutil.copy(os.path.join(scratch, "begun", "head.safetensors"), os.path.join(out, "model"))
    run(os.path.join(scratch, "ended"), "--steps", "40", "--rate", "0.001", "--head-rate", "0.01")
    os.makedirs(os.path.join(out, "ended"))
    for file in ("model.safetensors", "head.safetensors", "training_history.json"):
        shutil.copy(os.path.join(scratch, "ended", file), os.path.join(out, "ended"))
