"""The reference of the encoder benchmark: what Python makes of a checkpoint for onnxruntime.

  encoder_export.py SOURCE OUT
    SOURCE is the folder of a checkpoint, or "small" (BERT, 6 layers x 384, as all-MiniLM-L6-v2) or "large" (RoBERTa,
    12 layers x 768, as CodeBERT) with random weights, whose folder is then written to OUT first.
    OUT gets model.onnx (torch.onnx.export) and model.int8.onnx (onnxruntime.quantization.quantize_dynamic), both with the
    defaults of these packages.
"""

import json
import sys
from pathlib import Path

import onnxruntime
import torch
import transformers
from onnxruntime.quantization import quantize_dynamic
from transformers import AutoModel, BertConfig, BertModel, RobertaConfig, RobertaModel


# Wider than before training (0.02), where all texts have nearly the same vector.
spread = 0.1


def write_small(out: Path) -> torch.nn.Module:
    # Characters, so that any text has tokens.
    characters = [chr(code) for code in range(33, 127)]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters, *[f"##{character}" for character in characters]]
    out.joinpath("vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf8")
    config = BertConfig(
        vocab_size=30522,
        hidden_size=384,
        num_hidden_layers=6,
        num_attention_heads=12,
        intermediate_size=1536,
        initializer_range=spread,
    )
    return BertModel(config, add_pooling_layer=False)


def write_large(out: Path) -> torch.nn.Module:
    tokens = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *byte_alphabet()]
    out.joinpath("vocab.json").write_text(
        json.dumps({token: at for at, token in enumerate(tokens)}, ensure_ascii=False), encoding="utf8"
    )
    out.joinpath("merges.txt").write_text("#version: 0.2\n", encoding="utf8")
    config = RobertaConfig(
        vocab_size=50265,
        max_position_embeddings=514,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
        initializer_range=spread,
    )
    return RobertaModel(config, add_pooling_layer=False)


def byte_alphabet() -> list[str]:
    """The characters that GPT-2 has for the 256 bytes: themselves where they can be seen, else those from 256 on."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(code) for code in seen] + [chr(256 + at) for at in range(256 - len(seen))]


class States(torch.nn.Module):
    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def main(source: str, out: Path) -> None:
    torch.manual_seed(1)
    out.mkdir(parents=True, exist_ok=True)
    kinds = {"small": write_small, "large": write_large}
    if source in kinds:
        model = kinds[source](out)
        model.save_pretrained(out)
    else:
        model = AutoModel.from_pretrained(source)
    model.eval()
    ids = torch.randint(5, 90, (2, 16))
    axes = {0: "batch", 1: "tokens"}
    names = ["input_ids", "attention_mask"]
    torch.onnx.export(
        States(model),
        (ids, torch.ones_like(ids)),
        out / "model.onnx",
        input_names=names,
        output_names=["last_hidden_state"],
        dynamic_axes={name: axes for name in [*names, "last_hidden_state"]},
        opset_version=18,
        dynamo=False,
    )
    quantize_dynamic(out / "model.onnx", out / "model.int8.onnx")
    print(
        f"PyTorch {torch.__version__}, transformers {transformers.__version__}, onnxruntime {onnxruntime.__version__}"
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
