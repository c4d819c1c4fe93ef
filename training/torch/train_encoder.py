"""Fine-tunes an encoder on token shards with PyTorch: the same job as `whowrote train encoder --shards`, for a GPU or a CPU
that multiplies bf16 faster than fp32. Reads what `whowrote train shards` wrote, and writes a checkpoint folder that
`whowrote` loads: config.json, model.safetensors, head.safetensors, tokenizer files, training_history.json.

    python train_encoder.py --shards DIR --model DIR --out DIR [--steps 7800] [--decay-steps 1500]

Needs torch, transformers, safetensors. A run that was stopped goes on from DIR/state.pt when called again; --steps may
then be another number, so that a run can be ended early with a full decay of its rate.
"""
import argparse, json, os, shutil, time
import torch, torch.nn.functional as F
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModel, AutoModelForMaskedLM

parser = argparse.ArgumentParser()
for name in ("shards", "model", "out"): parser.add_argument(f"--{name}", required=True)
parser.add_argument("--objective", choices=("label", "mlm"), default="label", help="mlm: masked-language-model pretraining")
parser.add_argument("--from-scratch", action="store_true", help="only the configuration is taken from --model")
for name, value in (("steps", 7800), ("decay-steps", 1500), ("warm-up-steps", 300), ("batch", 32), ("super-batch", 4),
                    ("threads", 2), ("seed", 1), ("save-every", 100), ("validate-every", 500)):
    parser.add_argument(f"--{name}", type=int, default=value)
for name, value in (("rate", 1e-4), ("head-rate", 1e-3), ("weight-decay", 0.01), ("clip", 1.0), ("dropout", 0.1), ("masked", 0.05)):
    parser.add_argument(f"--{name}", type=float, default=value)
options = parser.parse_args()

torch.set_num_threads(options.threads)
torch.manual_seed(options.seed)
device = "cuda" if torch.cuda.is_available() else "cpu"
manifest = json.load(open(os.path.join(options.shards, "shards.json")))
special = manifest["special"]


class Head(torch.nn.Module):
    """Mean of the last hidden states of real tokens, dropout, one linear output: log-odds of "ai"."""
    def __init__(self, size):
        super().__init__()
        self.linear = torch.nn.Linear(size, 1)

    def forward(self, hidden, mask):
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.linear(F.dropout(mean, options.dropout, self.training)).squeeze(-1)


def read_shard(file):
    shard = load_file(os.path.join(options.shards, file))
    return shard["ids"].long(), shard["offsets"].tolist(), shard["labels"].float()


def windows_of(files):
    for file in files:
        ids, offsets, labels = read_shard(file)
        for at in range(len(labels)): yield ids[offsets[at]:offsets[at + 1]], labels[at]


def batches(files):
    """Windows in their order; inside each super-batch sorted by length, so that little is padding."""
    waiting = []
    def cut():
        waiting.sort(key=lambda window: len(window[0]))
        for at in range(0, len(waiting), options.batch): yield collate(waiting[at:at + options.batch])
        waiting.clear()
    for window in windows_of(files):
        waiting.append(window)
        if len(waiting) == options.batch * options.super_batch: yield from cut()
    yield from cut()


def collate(windows):
    longest = max(len(ids) for ids, _ in windows) + 2
    tokens = torch.full((len(windows), longest), special["pad"])
    for row, (ids, _) in enumerate(windows):
        tokens[row, 0] = special["start"]
        tokens[row, 1:1 + len(ids)] = ids
        tokens[row, 1 + len(ids)] = special["end"]
    mask = torch.zeros(tokens.shape)
    for row, (ids, _) in enumerate(windows): mask[row, :len(ids) + 2] = 1
    return tokens, mask, torch.stack([label for _, label in windows])


def hide(tokens, mask, share, step):
    """Replaces a share of the real tokens by [MASK]; drawn from the step's number, so that a resumed run draws the same."""
    draw = torch.rand(tokens.shape, generator=torch.Generator().manual_seed(options.seed * 1_000_003 + step))
    hidden = (draw < share) & (mask > 0) & (tokens != special["start"]) & (tokens != special["end"])
    return tokens.masked_fill(hidden, special["mask"]), hidden


def build():
    load = AutoModelForMaskedLM if options.objective == "mlm" else AutoModel
    if options.from_scratch: return load.from_config(AutoConfig.from_pretrained(options.model))
    model = load.from_pretrained(options.model, **({"add_pooling_layer": False} if load is AutoModel else {}))
    return model


def mark_embeddings(model, ids):
    """Entries of the vocabulary that were never trained begin near the middle of the others."""
    with torch.no_grad():
        weight = model.get_input_embeddings().weight
        weight[ids] = weight[999:2000].mean(0) + torch.randn(len(ids), weight.shape[1]) * 0.01


model = build()
for name in ("hidden_dropout_prob", "attention_probs_dropout_prob"): setattr(model.config, name, 0.0)
for module in model.modules():
    if isinstance(module, torch.nn.Dropout): module.p = 0.0
marks = manifest.get("marks", [])
if marks and not options.from_scratch and options.objective == "label": mark_embeddings(model, marks)
model.to(device)
head = Head(model.config.hidden_size).to(device)
plain = lambda name: name.endswith("bias") or "LayerNorm" in name or "norm" in name.lower()
groups = [
    {"params": [p for n, p in model.named_parameters() if not plain(n)], "peak": options.rate, "weight_decay": options.weight_decay},
    {"params": [p for n, p in model.named_parameters() if plain(n)], "peak": options.rate, "weight_decay": 0.0},
    {"params": [head.linear.weight], "peak": options.head_rate, "weight_decay": options.weight_decay},
    {"params": [head.linear.bias], "peak": options.head_rate, "weight_decay": 0.0},
]
optimizer = torch.optim.AdamW(groups, lr=0.0, fused=True)


def rate_share(step):
    return min(1.0, (step + 1) / options.warm_up_steps, max(0.0, options.steps - step) / options.decay_steps)


def label_loss(tokens, mask, labels, step):
    tokens, _ = hide(tokens, mask, options.masked if model.training else 0.0, step)
    with torch.autocast(device, dtype=torch.bfloat16):
        hidden = model(tokens.to(device), attention_mask=mask.to(device)).last_hidden_state
        logits = head(hidden, mask.to(device)).float()
    return F.binary_cross_entropy_with_logits(logits, labels.to(device)), logits


def mlm_loss(tokens, mask, _, step):
    masked, hidden = hide(tokens, mask, 0.15, step)
    with torch.autocast(device, dtype=torch.bfloat16):
        logits = model(masked.to(device), attention_mask=mask.to(device), labels=torch.where(hidden, tokens, -100).to(device)).loss
    return logits.float(), None


def area_under_curve(scores, labels):
    order = scores.argsort()
    ranks = torch.empty(len(scores), dtype=torch.double)
    ranks[order] = torch.arange(1, len(scores) + 1, dtype=torch.double)
    ones = labels > 0.5
    n, m = int(ones.sum()), int((~ones).sum())
    return float((ranks[ones].sum() - n * (n + 1) / 2) / (n * m)) if n and m else float("nan")


@torch.no_grad()
def validate():
    model.eval(); head.eval()
    scores, labels, losses = [], [], []
    for tokens, mask, truth in batches([manifest["validation"]]):
        loss, logits = (label_loss if options.objective == "label" else mlm_loss)(tokens, mask, truth, 0)
        losses.append(float(loss) * len(truth)); labels.append(truth)
        if logits is not None: scores.append(logits.cpu())
    model.train(); head.train()
    result = {"validationLoss": sum(losses) / sum(len(l) for l in labels)}
    return {**result, "auroc": area_under_curve(torch.cat(scores), torch.cat(labels))} if scores else result


def save(step, history):
    os.makedirs(options.out, exist_ok=True)
    part = os.path.join(options.out, "state.part")
    torch.save({"model": model.state_dict(), "head": head.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "history": history}, part)
    os.replace(part, os.path.join(options.out, "state.pt"))


def export(history):
    state = {name: value.detach().float().cpu().contiguous() for name, value in model.state_dict().items() if "position_ids" not in name}
    if options.objective == "mlm":
        model.save_pretrained(options.out)
    else:
        save_file(state, os.path.join(options.out, "model.safetensors"))
        save_file({"weight": head.linear.weight.detach().float().cpu(), "bias": head.linear.bias.detach().float().cpu()},
                  os.path.join(options.out, "head.safetensors"))
        model.config.save_pretrained(options.out)
    for file in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt", "LICENSE", "NOTICE"):
        if os.path.exists(os.path.join(options.model, file)): shutil.copy(os.path.join(options.model, file), options.out)
    json.dump(history, open(os.path.join(options.out, "training_history.json"), "w"), indent=1)


first, history = 0, []
state_file = os.path.join(options.out, "state.pt")
if os.path.exists(state_file):
    state = torch.load(state_file, map_location=device)
    model.load_state_dict(state["model"]); head.load_state_dict(state["head"]); optimizer.load_state_dict(state["optimizer"])
    for group, fresh in zip(optimizer.param_groups, groups): group["peak"] = fresh["peak"]
    first, history = state["step"], state["history"]
    print(f"goes on at step {first}", flush=True)

model.train(); head.train()
began, tokens_read, mean_loss, step = time.time(), 0, None, first
for step, (tokens, mask, labels) in enumerate(batches(manifest["shards"])):
    if step < first: continue
    if step >= options.steps: break
    for group in optimizer.param_groups: group["lr"] = group["peak"] * rate_share(step)
    loss, _ = (label_loss if options.objective == "label" else mlm_loss)(tokens, mask, labels, step)
    optimizer.zero_grad(); loss.backward()
    torch.nn.utils.clip_grad_norm_([*model.parameters(), *head.parameters()], options.clip)
    optimizer.step()
    tokens_read += int(mask.sum())
    now = float(loss.detach())
    mean_loss = now if mean_loss is None else 0.99 * mean_loss + 0.01 * now
    done = step + 1
    speed = tokens_read / (time.time() - began)
    if done % 20 == 0: print(f"step {done} of {options.steps}, loss {mean_loss:.4f}, {speed:.0f} tokens/s, {(options.steps - done) / (done - first) * (time.time() - began) / 60:.0f} min left", flush=True)
    if done % options.validate_every == 0 or done == options.steps:
        history.append({"step": done, "loss": mean_loss, "rate": options.rate * rate_share(step), "tokensPerSecond": round(speed), **validate()})
        print(history[-1], flush=True)
    if done % options.save_every == 0 or done == options.steps: save(done, history)
export(history)
