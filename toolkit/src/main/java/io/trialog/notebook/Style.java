package io.trialog.notebook;

/**
 * How Trialog's HTML looks: no script and nothing from the network. Colors come from the front end's theme, and those of
 * states are safe for the color-blind. Where a front end takes styles away, what is left is still right.
 */
final class Style {

    /** How long a card may stand still before it says that it is old. */
    static final int STALE_SECONDS = 15;

    private static final String CSS = """
            <style>
            .trialog{--tl-complete:#0072b2;--tl-pruned:#e69f00;--tl-failed:#d55e00;--tl-running:#56b4e9;\
            --tl-line:rgba(128,128,128,.35);--tl-soft:rgba(128,128,128,.16);font-size:13px;line-height:1.5;\
            font-family:var(--jp-ui-font-family,system-ui,sans-serif)}
            [data-jp-theme-light="false"] .trialog,.vscode-dark .trialog{--tl-complete:#56b4e9;--tl-pruned:#f0b429;\
            --tl-failed:#ff7f50;--tl-running:#a6dcff}
            .trialog-card{border:1px solid var(--tl-line);border-radius:6px;padding:10px 14px;max-width:880px;margin:4px 0}
            .trialog-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 10px}
            .trialog-name{font-size:15px;font-weight:600}
            .trialog-pill{border:1px solid var(--tl-line);border-radius:9px;padding:0 8px;font-size:12px;white-space:nowrap}
            .trialog-pill-good{border-color:var(--tl-complete);color:var(--tl-complete)}
            .trialog-pill-bad{border-color:var(--tl-failed);color:var(--tl-failed)}
            .trialog-dim{opacity:.72}
            .trialog-bar{display:flex;height:10px;border-radius:5px;overflow:hidden;background:var(--tl-soft);margin:8px 0 4px}
            .trialog-complete{background:var(--tl-complete)}.trialog-pruned{background:var(--tl-pruned)}\
            .trialog-failed{background:var(--tl-failed)}.trialog-running{background:repeating-linear-gradient(-45deg,\
            var(--tl-running) 0 4px,var(--tl-soft) 4px 8px)}.trialog-waiting{background:var(--tl-line)}
            .trialog-key{display:inline-block;width:9px;height:9px;border-radius:2px;margin:0 4px 0 0}
            .trialog-legend{display:flex;flex-wrap:wrap;gap:0 14px;font-size:12px}
            .trialog-body{display:flex;flex-wrap:wrap;gap:6px 26px;margin-top:8px;align-items:flex-start}
            .trialog-body>div{min-width:0}
            .trialog-value{font-size:20px;font-weight:600;font-variant-numeric:tabular-nums}
            .trialog-params{display:flex;flex-wrap:wrap;gap:0 12px;max-width:440px}
            .trialog-params b{font-weight:600}
            .trialog-cut{overflow-wrap:anywhere}
            .trialog-story{white-space:pre-wrap;overflow-wrap:anywhere;margin-top:6px}
            .trialog-foot{margin-top:8px;font-size:12px}
            .trialog-scroll{overflow:auto;max-height:480px;max-width:100%}
            .trialog.trialog table{border-collapse:collapse;margin:4px 0;font-size:12px;\
            font-variant-numeric:tabular-nums;width:auto}
            .trialog.trialog th,.trialog.trialog td{text-align:left;padding:2px 10px;white-space:nowrap;max-width:420px;\
            overflow:hidden;text-overflow:ellipsis;border:0;vertical-align:top}
            .trialog.trialog thead th{border-bottom:1px solid var(--tl-line);font-weight:600}
            .trialog.trialog td.trialog-n,.trialog.trialog th.trialog-n{text-align:right}
            .trialog.trialog table.trialog-rows td{white-space:pre-wrap;overflow-wrap:anywhere;max-width:640px}
            .trialog svg text{fill:currentColor;font-size:10px}
            .trialog-live{animation:trialog-out 1s STALE forwards}
            .trialog-old{animation:trialog-out STALE}
            @keyframes trialog-out{from,to{opacity:0;font-size:0;padding:0;border-width:0}}
            </style>
            """.replace("STALE", STALE_SECONDS + "s");

    private Style() {}

    /** The outermost element with all styles. Formulas are not looked for inside. */
    static Html begin() {
        return new Html().open("div", "trialog tex2jax_ignore mathjax_ignore").raw(CSS);
    }
}
