package io.trialog.notebook;

import java.util.Map;

/**
 * How Trialog's HTML looks: inline styles alone, since a front end that does not trust a notebook takes style sheets, scripts
 * and SVG elements away. Colors are readable on light and on dark ground, and safe for the color-blind. What is left where
 * even styles are taken away is plain text with its spaces and lines.
 */
final class Style {

    /** After so many seconds without an update, a card that runs says that it is old. */
    static final int STALE_SECONDS = 15;

    static final String COMPLETE = "#1f83c4";
    static final String FAILED = "#d9541e";
    private static final String LINE = "rgba(128,128,128,0.5)";

    static final String NONE = "";
    static final String DIM = "opacity:0.72";
    static final String NAME = "font-size:15px;font-weight:bold";
    static final String CARD = "border:1px solid rgba(128,128,128,0.4);border-radius:6px;padding:10px 14px;"
            + "max-width:900px;margin:4px 0;font-size:13px;line-height:1.5";
    static final String PLAIN = "font-size:13px;line-height:1.5";
    static final String ROW = "display:flex;flex-wrap:wrap;align-items:baseline;column-gap:10px";
    static final String SMALL_ROW = "display:flex;flex-wrap:wrap;column-gap:14px;font-size:12px";
    static final String BODY = "display:flex;flex-wrap:wrap;align-items:flex-start;column-gap:26px;margin-top:8px";
    static final String BAR = "display:flex;height:10px;border-radius:5px;overflow:hidden;"
            + "background-color:rgba(128,128,128,0.2);margin:8px 0 4px 0";
    static final String VALUE = "font-size:20px;font-weight:bold";
    static final String PARAMS = "display:flex;flex-wrap:wrap;column-gap:12px;max-width:410px";
    static final String STORY = "white-space:pre-wrap;overflow-wrap:break-word;margin-top:6px";
    static final String FOOT = "margin-top:8px;font-size:12px;opacity:0.72";
    static final String HEADING = "font-weight:bold;margin-top:8px";
    static final String PRINTED = "border:1px solid rgba(128,128,128,0.4);border-radius:4px;padding:6px 10px;"
            + "margin:4px 0;font-size:12px;line-height:1.4;white-space:pre-wrap;overflow-wrap:break-word";
    static final String SCROLL = "overflow-x:auto;max-width:100%";
    static final String TABLE = "border-collapse:collapse;margin:4px 0;font-size:12px;width:auto";
    static final String TEXT_CELL = "text-align:left;padding:2px 10px;border:0;vertical-align:top;white-space:nowrap";
    static final String NUMBER_CELL = "text-align:right;padding:2px 10px;border:0;vertical-align:top";
    static final String WIDE_CELL = "text-align:left;padding:2px 10px;border:0;vertical-align:top;min-width:240px";
    static final String SENTENCE_CELL = "text-align:left;padding:2px 10px;border:0;vertical-align:top;min-width:120px";
    static final String LONG_CELL = "text-align:left;padding:2px 10px;border:0;vertical-align:top;white-space:pre-wrap;"
            + "overflow-wrap:break-word;max-width:640px";

    static final String FRAMED = "position:relative;max-width:980px;min-height:620px";
    static final String FRAME_OVER = "position:absolute;left:0;top:0;width:100%;height:100%;border:0";

    private static final String HEAD = ";border-bottom:1px solid rgba(128,128,128,0.5);font-weight:bold";
    private static final String FRAME = "border-radius:9px;padding:0 8px;font-size:12px;border:1px solid ";

    private Style() {}

    /** The outermost element. Front ends look for formulas inside, except in these classes. */
    static Html begin(String style) {
        return new Html()
                .openWith("div", Map.of("class", "tex2jax_ignore mathjax_ignore", "style", style))
                .raw("\n");
    }

    /** A heading over cells of a style. */
    static String head(String cell) {
        return cell + HEAD;
    }

    /** A word in a frame. */
    static String framed() {
        return FRAME + LINE;
    }

    /** A word and a frame of a color. */
    static String framed(String color) {
        return FRAME + color + ";color:" + color;
    }

    /** A mark in a color. */
    static String key(String color) {
        return "color:" + color;
    }

    /** A part of a bar. */
    static String part(String color, String width) {
        return "width:" + width + ";background-color:" + color;
    }

    /** The color of trials in a state, or of what is counted beside them. */
    static String color(String count) {
        return switch (count) {
            case "complete" -> COMPLETE;
            case "pruned" -> "#d98e04";
            case "running" -> "#4fb0e0";
            case "failed" -> FAILED;
            default -> "#909090";
        };
    }
}
