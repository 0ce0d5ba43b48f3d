"""The board (公示栏) of one institution: a module for each sheet, in the order of a family."""

from disclosure.pages.board.view import board, board_keys

__all__ = ["board", "board_keys"]
